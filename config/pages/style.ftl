/* How every page looks: the buyer's and the sandbox's. Hand-written, phone first, light and dark. The two values of the merchant's
   colour come from pages.colour; everything else has contrast enough whatever that colour is. */
:root {
  color-scheme: light dark;
  --brand: ${brand.colour};
  --on-brand: ${brand.onColour};
  --ground: #f4f4f1; --card: #ffffff; --ink: #1c1d1f; --soft: #55585d; --line: #d6d6d0; --field: #8a8d92;
  --good: #14663a; --good-ground: #e3f4e8; --wait: #7a4b00; --wait-ground: #fff1d6; --bad: #9b1c1c; --bad-ground: #fde8e6;
  --calm: #254f87; --calm-ground: #e6eefa;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131416; --card: #1e2023; --ink: #f1f1ee; --soft: #b5b8bd; --line: #3a3d42; --field: #8a8d92;
    --good: #8ddcab; --good-ground: #12301f; --wait: #f5c877; --wait-ground: #36280c; --bad: #ffb1aa; --bad-ground: #401b19;
    --calm: #a9c9f7; --calm-ground: #17273d;
  }
}
*, ::before, ::after { box-sizing: border-box }
html { font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; -webkit-text-size-adjust: 100% }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; color: var(--ink); background: var(--ground) }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; text-wrap: balance }
h2 { font-size: 1.125rem; line-height: 1.3; margin: 0 0 .75rem }
h3 { font-size: 1rem; margin: 1rem 0 .5rem }
p, ul, ol, dl, table, pre { margin: 0 0 1rem }
ul, ol { padding-left: 1.25rem }
a { color: inherit; text-decoration-thickness: .08em; text-underline-offset: .2em }
a:hover { text-decoration-thickness: .16em }
:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; border-radius: .25rem }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: .875em; overflow-wrap: anywhere }
[hidden] { display: none !important }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }

/* the frame */
.top { background: var(--brand); color: var(--on-brand) }
.top > div, main, .foot { width: 100%; max-width: 34rem; margin: 0 auto; padding: 0 1rem }
.top > div { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1rem; padding-top: .875rem; padding-bottom: .875rem }
.top p { margin: 0; font-weight: 600; font-size: 1.125rem; overflow-wrap: anywhere }
.top img { display: block; max-height: 2.5rem; max-width: 12rem }
.top nav { margin-left: auto; display: flex; flex-wrap: wrap; gap: .25rem 1rem }
.top a { display: inline-block; padding: .25rem 0 }
main { flex: 1; padding-top: 1rem; padding-bottom: 1rem }
.foot { color: var(--soft); font-size: .875rem; padding-bottom: 1.5rem }
.wide main, .wide .top > div, .wide .foot { max-width: 72rem }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem 1rem; margin: 0 0 1rem }
.card > :last-child, .card section > :last-child, .note > :last-child { margin-bottom: 0 }
.note { border-radius: .5rem; padding: .625rem .875rem; margin: 0 0 1rem; color: var(--calm); background: var(--calm-ground) }
.lead { font-size: 1.0625rem }
.soft { color: var(--soft) }
.small { font-size: .875rem }

/* how something stands */
.mark { display: flex; width: 3.5rem; height: 3.5rem; border-radius: 50%; align-items: center; justify-content: center; margin: 0 0 1rem }
.mark svg { width: 2rem; height: 2rem; fill: none; stroke: currentColor; stroke-width: 2.25; stroke-linecap: round; stroke-linejoin: round }
.good { color: var(--good); background: var(--good-ground) }
.wait { color: var(--wait); background: var(--wait-ground) }
.bad { color: var(--bad); background: var(--bad-ground) }
.calm { color: var(--calm); background: var(--calm-ground) }
.badge { display: inline-block; border-radius: 1rem; padding: .0625rem .625rem; font-size: .875rem; font-weight: 600; white-space: nowrap }
.busy { display: flex; align-items: center; gap: .625rem }
.busy::before { content: ""; flex: none; width: 1rem; height: 1rem; border: .1875rem solid var(--line); border-top-color: var(--ink); border-radius: 50%;
  animation: turn 1s linear infinite }
@keyframes turn { to { transform: rotate(1turn) } }
@media (prefers-reduced-motion: reduce) { .busy::before { animation: none } }

/* facts, actions, forms, tables */
.facts { display: grid; gap: .75rem; border-top: 1px solid var(--line); padding-top: 1rem }
.facts div { display: grid; gap: 0 1rem }
.facts dt { color: var(--soft); font-size: .875rem }
.facts dd { margin: 0; overflow-wrap: anywhere }
.amount { font-size: 1.25rem; font-weight: 650; font-variant-numeric: tabular-nums }
.actions { margin: 0 0 1rem; display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1rem }
.button, button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: .5rem 1.125rem; border-radius: .5rem;
  border: 1px solid currentColor; font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer;
  color: var(--ink); background: var(--card) }
.button.first, button.first { color: var(--on-brand); background: var(--brand); border-color: var(--on-brand); box-shadow: 0 0 0 1px var(--line) }
.button:hover, button:hover { text-decoration: underline; text-underline-offset: .2em }
.button.quiet, button.quiet { border-color: var(--field); font-weight: 400 }
form { margin: 0 0 1rem }
.field { margin: 0 0 1rem }
label { display: block; font-weight: 600; margin: 0 0 .25rem }
input, select { width: 100%; max-width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: var(--ink); background: var(--card);
  border: 1px solid var(--field); border-radius: .5rem }
.hint { color: var(--soft); font-size: .875rem; margin: .25rem 0 0 }
.wrong { color: var(--bad); font-weight: 600; margin: .25rem 0 0 }
[aria-invalid="true"] { border: 2px solid var(--bad) }
.problems { color: var(--bad); background: var(--bad-ground); border-radius: .5rem; padding: .75rem 1rem; margin: 0 0 1rem }
.problems h2 { margin: 0 0 .25rem }
.problems ul { margin: 0 }
fieldset { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem 0; margin: 0 0 1rem; min-width: 0 }
legend { font-weight: 600; padding: 0 .375rem }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 1rem; align-items: end }
.actions form { margin: 0 }
.scroll { overflow-x: auto; margin: 0 0 1rem }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; margin: 0 }
caption { text-align: left; color: var(--soft); padding: 0 0 .5rem }
th, td { text-align: left; vertical-align: top; padding: .4375rem .75rem .4375rem 0; border-bottom: 1px solid var(--line) }
th { font-weight: 600 }
td code { white-space: nowrap; overflow-wrap: normal }
pre { padding: .75rem; border-radius: .5rem; background: var(--ground); white-space: pre-wrap; max-height: 24rem; overflow: auto }
details { margin: 0 0 .75rem }
summary { cursor: pointer; min-height: 1.75rem; overflow-wrap: anywhere }
details[open] > summary { margin-bottom: .5rem }
.log { list-style: none; padding: 0 }
.log > li > :last-child, .log > li > :last-child > :last-child { margin-bottom: 0 }
.log > li { border-bottom: 1px solid var(--line); padding: .5rem 0 }
.log > li:last-child { border-bottom: 0 }
.log details { margin: .25rem 0 0 }
.letter { display: block; width: 100%; height: 34rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card) }
@media (min-width: 40rem) {
  main { padding-top: 2rem }
  .card { padding: 1.75rem 2rem }
  .facts div { grid-template-columns: 11rem 1fr }
  .facts dt { font-size: 1rem }
}
@media (min-width: 62rem) {
  .columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.25rem; align-items: start }
  .columns.uneven { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) }
}
@media print { .top { color: #000; background: none } .actions, .busy, .onward { display: none } }
@media (forced-colors: active) { .badge, .mark, .note, .problems { border: 1px solid } }

/* the console */
.acts { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: flex-start }
.acts form, .acts details { margin: 0 0 .5rem }
.act { max-width: 30rem }
.log > li { overflow-wrap: anywhere }
.columns > * { min-width: 0 }
.narrow { max-width: 26rem }
.drawing { display: block; max-width: none }
.drawing rect { fill: var(--card); stroke: var(--field) }
.drawing text { fill: var(--ink); font-size: .8125rem }
.drawing path { fill: none; stroke: var(--field); stroke-width: 1 }
