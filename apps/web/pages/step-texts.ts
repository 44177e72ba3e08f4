/** The words of the step cards that are no explanation: those stand in `@sightglass/ui`, shared with the theatre. */
import { defineTexts } from '@sightglass/ui/texts'

export const stepTexts = defineTexts({
  en: {
    noAnswer: 'There was no answer.',
    login: 'Signing in',
    call: 'Calling the resource server',
    userinfo: 'Asking UserInfo',
    refresh: 'Refreshing the tokens',
    one: 'one message',
    messages: '{count} messages',
  },
  de: {
    noAnswer: 'Es kam keine Antwort.',
    login: 'Anmelden',
    call: 'Den Ressourcenserver aufrufen',
    userinfo: 'UserInfo fragen',
    refresh: 'Die Token erneuern',
    one: 'eine Nachricht',
    messages: '{count} Nachrichten',
  },
})
