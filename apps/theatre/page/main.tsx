/** The theatre: what the parties record, played on a stage. It only reads; what it starts, it starts backstage. */
import { render } from 'preact'
import './theatre.css'
import { App } from './app.tsx'
import { readBoot } from './boot.ts'
import { attendEntering } from './entering.ts'
import { followAddress } from './feeds/address.ts'
import { openHouse } from './house.ts'
import { leadAlong } from './lead.ts'
import { resumeRuns } from './runs/run.ts'
import { tellAlong } from './runs/told.ts'
import { nameDocument } from './title.ts'
import { speak } from './words.ts'

const root = document.getElementById('theatre')
if (root === null) throw new Error('the page has no place for the theatre')
const boot = readBoot(root)
speak(boot.locale)
const house = openHouse(boot)
attendEntering(house)
followAddress(house)
leadAlong(house)
nameDocument(house)
tellAlong(house)
resumeRuns(house)
render(<App house={house} />, root)
