/** The stylesheet of all pages: phones first, light and dark, nothing from elsewhere. */
import { tokenSheet } from './tokens.ts'

const frame = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;color:var(--ink);background:var(--paper);
  font:400 var(--text-body)/1.55 var(--sans);overflow-wrap:anywhere;-webkit-font-smoothing:antialiased;
  background-image:linear-gradient(transparent 20%,var(--paper)),repeating-radial-gradient(circle at 50% -9rem,transparent 0 5.9rem,var(--ring) 5.94rem 6rem);background-repeat:no-repeat;background-size:100% 38rem}
h1,h2,h3,p,dl,ol,ul,dd,figure{margin:0;padding:0}
h1{font-size:var(--text-title);line-height:1.15;font-weight:640;letter-spacing:-.022em;text-wrap:balance}
h2{font-size:var(--text-heading);line-height:1.3;font-weight:620;letter-spacing:-.008em}
h3{font-size:var(--text-body);font-weight:620}
a{color:var(--link);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
code{font:.9em/1.5 var(--mono)}
strong,.name{font-weight:640}
:focus-visible{outline:3px solid var(--link);outline-offset:3px;border-radius:var(--radius-1)}
main:focus{outline:none}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:var(--space-4);top:-6rem;z-index:1;padding:var(--space-2) var(--space-4);background:var(--button);color:var(--on-button);border-radius:var(--radius-2)}
.skip:focus{top:var(--space-3)}

.top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:var(--space-1) var(--space-4);padding:var(--space-3) var(--space-4);
  background:var(--surface);border-bottom:1px solid var(--line);box-shadow:inset 0 3px 0 var(--party)}
.top,.button,.party{overflow-wrap:normal}
.button .name{overflow-wrap:anywhere}
.brand{display:inline-flex;align-items:center;gap:var(--space-2);font-weight:640;letter-spacing:-.012em}
.mark-rim,.mark-ticks,.mark-glint{stroke:currentColor}
.mark-fill{fill:var(--party)}
.mark-glint{opacity:.55}
.station{display:inline-flex;align-items:center;gap:var(--space-3);font-size:var(--text-note)}
.station strong{font-weight:600;color:var(--party)}
.dial path{stroke:var(--line-strong);stroke-width:1.5;opacity:.55}
.dial circle{stroke:none;fill:var(--party)}
.dial .there{fill:var(--surface);stroke:var(--line-strong);stroke-width:1.5}
.dial .lens{fill:none;stroke:var(--party);stroke-width:1.5}

main{flex:1;width:100%;margin:0 auto;padding:var(--space-6) var(--space-4) var(--space-7);display:flex;flex-direction:column;gap:var(--space-5)}
.narrow{max-width:calc(var(--column-narrow) + 2*var(--space-4))}
.wide{max-width:calc(var(--column-wide) + 2*var(--space-4))}
.lede{font-size:var(--text-lede);color:var(--ink-soft);margin-top:var(--space-2)}
.lede .name,.lede strong{color:var(--ink)}
.hint{font-size:var(--text-note);color:var(--ink-soft)}
.foot{padding:var(--space-4);text-align:center;font-size:var(--text-small);color:var(--ink-soft);border-top:1px solid var(--line)}
.foot code{user-select:all}
`

const parts = `
.card{display:flex;flex-direction:column;gap:var(--space-5);padding:var(--space-5) var(--space-4);background:var(--surface);border:1px solid var(--line);border-radius:var(--radius-3);
  box-shadow:0 1px 2px rgb(10 30 28/.05),0 12px 32px -18px rgb(10 30 28/.22)}
.card.quiet{background:var(--paper);box-shadow:none;border-style:dashed;border-color:var(--line-strong);gap:var(--space-3)}
.choices{border:0;margin:0;padding:0;display:flex;flex-direction:column}
legend{padding:0 0 var(--space-2);font-weight:600;font-size:var(--text-note)}
.choice{display:flex;align-items:center;gap:var(--space-3);min-height:var(--touch);font-weight:400}
.choice>span{display:flex;flex-wrap:wrap;gap:0 var(--space-3)}
.choice input{flex:none;width:1.25rem;min-height:1.25rem;height:1.25rem;margin:0;accent-color:var(--party)}
select{width:100%;min-height:var(--touch);padding:var(--space-2) var(--space-3);font:inherit;color:var(--ink);background:var(--surface);border:1px solid var(--line-strong);border-radius:var(--radius-2)}
pre{margin:0;padding:var(--space-3) var(--space-4);overflow:auto;max-height:24rem;font-size:var(--text-note);background:var(--sunken);border-radius:var(--radius-2)}
.field{display:flex;flex-direction:column;gap:var(--space-2)}
label{font-weight:600;font-size:var(--text-note)}
input{width:100%;min-height:var(--touch);padding:var(--space-2) var(--space-3);font:inherit;color:var(--ink);background:var(--surface);
  border:1px solid var(--line-strong);border-radius:var(--radius-2)}
input.capitals{font-family:var(--mono);letter-spacing:.08em;text-transform:uppercase}
input:hover{border-color:var(--ink-soft)}
input:focus-visible{outline-offset:0;border-color:var(--link);border-radius:var(--radius-2)}
input[aria-invalid=true]{border-color:var(--danger);box-shadow:inset 0 0 0 1px var(--danger)}
.actions{display:flex;flex-wrap:wrap;gap:var(--space-3)}
.actions .button,.actions>form{flex:1 1 auto;min-width:9rem}
.actions>select{flex:1 1 18rem;width:auto;min-width:0}
.actions>form{display:flex}
.apart{display:flex;flex-direction:column;gap:var(--space-4);padding-top:var(--space-5);border-top:1px solid var(--line)}
.told>summary{display:flex;flex-wrap:wrap;align-items:center;gap:var(--space-1) var(--space-3);min-height:var(--touch);padding:var(--space-2) var(--space-4);cursor:pointer;background:var(--surface);border:1px solid var(--line);border-radius:var(--radius-2)}
.told>summary::before{content:"";width:.5rem;height:.5rem;border:solid var(--ink-soft);border-width:0 2px 2px 0;transform:rotate(-45deg)}
.told[open]>summary::before{transform:rotate(45deg)}
.told>summary:hover{border-color:var(--ink-soft)}
.told[open]>summary{margin-bottom:var(--space-4)}
.told[open]{margin-bottom:var(--space-4)}
.stack{display:flex;flex-direction:column;gap:var(--space-2)}
dd code.hint{display:block;font-size:var(--text-small)}
.button{display:inline-flex;align-items:center;justify-content:center;min-height:var(--touch);padding:var(--space-2) var(--space-5);font:inherit;font-weight:600;line-height:1.3;text-align:center;
  text-decoration:none;cursor:pointer;border:1px solid transparent;border-radius:var(--radius-2);transition:background-color .14s,border-color .14s}
.button.primary{background:var(--button);color:var(--on-button)}
.button.primary:hover{background:var(--button-hover)}
.button.quiet{background:transparent;color:var(--ink);border-color:var(--line-strong)}
.button.quiet:hover{background:var(--sunken);border-color:var(--ink-soft)}
.button.plain{min-height:1.75rem;padding:0;border:0;background:none;color:var(--link);font-size:var(--text-note);font-weight:500;text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.18em}
.button.plain:hover{text-decoration-thickness:2px}
.alert{display:flex;gap:var(--space-3);padding:var(--space-3) var(--space-4);font-size:var(--text-note);line-height:1.5;border-radius:var(--radius-2);border:1px solid var(--tone);
  border-color:color-mix(in srgb,var(--tone) 40%,transparent);background:var(--tone-surface);color:var(--ink)}
.alert svg{flex:none;fill:none;stroke:var(--tone);stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.alert strong{color:var(--tone)}
.alert.error{--tone:var(--danger);--tone-surface:var(--danger-surface)}
.alert.warning{--tone:var(--warning);--tone-surface:var(--warning-surface)}
.alert.note{--tone:var(--ink-soft);--tone-surface:var(--sunken)}
.alert.good{--tone:var(--good);--tone-surface:var(--resource-surface)}
.definitions{display:flex;flex-direction:column}
.definitions>div{display:grid;gap:var(--space-1) var(--space-4);padding:var(--space-2) 0;border-top:1px solid var(--line)}
.definitions>div:first-child{border-top:0;padding-top:0}
.definitions>div:last-child{padding-bottom:0}
.definitions dt{color:var(--ink-soft);font-size:var(--text-note)}
.definitions dd{font-size:var(--text-note)}
table{width:100%;border-collapse:collapse;font-size:var(--text-note)}
th{text-align:left;font-weight:600;color:var(--ink-soft);padding:0 var(--space-3) var(--space-2) 0}
td{padding:var(--space-2) var(--space-3) var(--space-2) 0;border-top:1px solid var(--line)}
td code{user-select:all}
`

const pages = `
.asker{display:flex;align-items:center;gap:var(--space-4)}
.asker>div{min-width:0}
.porthole{flex:none;display:grid;place-items:center;width:3.5rem;height:3.5rem;border-radius:50%;font-size:1.375rem;font-weight:640;color:var(--client);background:var(--client-surface);
  box-shadow:inset 0 0 0 2px var(--client),0 0 0 4px var(--paper),0 0 0 5px var(--line-strong)}
.logo{flex:none;width:3.5rem;height:3.5rem;object-fit:contain;border-radius:var(--radius-2);background:#fff}
.scopes{list-style:none;display:flex;flex-direction:column}
.scopes li{display:flex;gap:var(--space-3);padding:var(--space-3) 0;border-top:1px solid var(--line)}
.scopes li:first-child{border-top:0}
.scopes li:last-child{padding-bottom:0}
.scopes svg{flex:none;margin-top:.1em;fill:none;stroke:var(--good);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.scopes code{display:block;color:var(--ink-soft);font-size:var(--text-small)}
.account{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:var(--space-1) var(--space-4);padding:var(--space-3) var(--space-4);font-size:var(--text-note);background:var(--sunken);border-radius:var(--radius-2)}
.user-code{margin-top:var(--space-2);padding:var(--space-4);font:640 1.75rem/1.2 var(--mono);letter-spacing:.08em;text-align:center;background:var(--sunken);border:1px solid var(--line-strong);border-radius:var(--radius-2)}
.section-title{font-size:var(--text-note);font-weight:600;letter-spacing:0;color:var(--ink-soft)}

.porthole.small{width:2.5rem;height:2.5rem;font-size:var(--text-lede);box-shadow:inset 0 0 0 2px var(--client)}
.heading{display:flex;flex-wrap:wrap;align-items:end;justify-content:space-between;gap:var(--space-4)}
.part{display:flex;flex-direction:column;gap:var(--space-4)}
.part{margin-top:var(--space-4)}
.part>div>.hint{margin-top:var(--space-1);max-width:44rem;text-wrap:pretty}
.entries{list-style:none;display:grid;gap:var(--space-4);grid-template-columns:repeat(auto-fill,minmax(min(100%,25rem),1fr))}
.entries form{margin-top:auto}
.entries .scopes li{padding:var(--space-1) 0;border:0}
.entry-head{display:flex;align-items:center;gap:var(--space-3)}
.entry-head h3{min-width:0;font-size:var(--text-heading)}
.rows{list-style:none;gap:0;padding-top:0;padding-bottom:0}
.rows>li{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:var(--space-3) var(--space-5);padding:var(--space-4) 0;border-top:1px solid var(--line)}
.rows>li:first-child{border-top:0}
.rows h3{display:flex;flex-wrap:wrap;align-items:center;gap:var(--space-2)}
.rows .party{font-size:var(--text-small)}
.rows .definitions>div{border:0;padding:var(--space-1) 0 0}
.short{max-width:calc(var(--column-narrow) + 2*var(--space-4))}

.steps{list-style:none;display:flex;flex-direction:column;gap:var(--space-5)}
.step{display:flex;flex-direction:column;gap:var(--space-3);padding:var(--space-5) var(--space-4);background:var(--surface);border:1px solid var(--line);border-radius:var(--radius-3);position:relative;overflow:hidden}
.step::before{content:"";position:absolute;inset:0 0 auto;height:3px;background:var(--party)}
.steps{counter-reset:step}
.steps>li{counter-increment:step}
.steps .route::before{content:counter(step);display:grid;place-items:center;width:1.6rem;height:1.6rem;font-weight:640;border-radius:50%;box-shadow:inset 0 0 0 1.5px var(--line-strong)}
.route{display:flex;flex-wrap:wrap;align-items:center;gap:var(--space-2);font-size:var(--text-small)}
.party{padding:.1rem .6rem;font-weight:600;color:var(--party);background:var(--party-surface);border-radius:99px;white-space:nowrap}
.arrow{display:inline-flex}
.arrow svg{fill:none;stroke:var(--ink-soft);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.step .why{color:var(--ink-soft);max-width:44rem}
.message{padding:var(--space-2) var(--space-3);background:var(--sunken);border-radius:var(--radius-1)}
.parameters>div{display:grid;gap:var(--space-1) var(--space-4);padding:var(--space-3) 0;border-top:1px solid var(--line)}
.parameters>div:last-child{padding-bottom:0}
.parameters dt code{font-weight:640}

.parameters .value{min-width:0}
.parameters .reason{font-size:var(--text-note);color:var(--ink-soft)}
.cite{white-space:nowrap}
`

const wider = `
@media (min-width:22rem){.definitions>div{grid-template-columns:minmax(0,7.5rem) minmax(0,1fr)}}
@media (min-width:40rem){
  .wide>.actions .button,.wide>.card .actions .button,.wide>.card .actions>form{flex:0 1 auto;min-width:11rem}
  .top{padding:var(--space-3) var(--space-6)}
  main{padding-top:var(--space-7);padding-bottom:var(--space-8)}
  .card{padding:var(--space-6)}
  .rows.card{padding:var(--space-2) var(--space-6)}
  .part>.actions .button,.entries .actions .button{flex:0 1 auto;min-width:11rem}
  .card.quiet{padding:var(--space-5) var(--space-6)}
  .step{padding:var(--space-5) var(--space-6) var(--space-6)}
  .parameters>div{grid-template-columns:minmax(0,11rem) minmax(0,1fr)}
  .parameters .reason{grid-column:2}
}
@media (prefers-reduced-motion:reduce){*,*::before,*::after{transition:none!important;animation:none!important;scroll-behavior:auto!important}}
@media (forced-colors:active){.button{border-color:ButtonText}.party{border:1px solid}}
@media print{body{background:none}.card,.step{box-shadow:none;break-inside:avoid}}
`

export const styleSheet = tokenSheet + frame + parts + pages + wider
