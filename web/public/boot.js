// Before the first paint: the wall is dark, the desk light, the public doors as the device prefers; ?theme= and ?lang=
// win. Same rules as ui/theme.ts and public/useMedia.ts.
;(function () {
  var query = new URLSearchParams(location.search)
  var asked = query.get('theme')
  var wall = location.pathname.indexOf('/wall') === 0
  var desk = location.pathname.indexOf('/desk') === 0
  var dark = wall || (!desk && matchMedia('(prefers-color-scheme: dark)').matches)
  var theme = asked === 'dark' || asked === 'light' ? asked : dark ? 'dark' : 'light'
  document.documentElement.dataset.theme = theme
  var colour = document.querySelector('meta[name=theme-color]')
  if (colour) colour.setAttribute('content', theme === 'dark' ? '#0b1418' : '#eef2f1')
  var lang = query.get('lang')
  try {
    if (!lang) lang = localStorage.getItem('lang')
    if (localStorage.getItem('palette') === 'safe') document.documentElement.dataset.palette = 'safe'
  } catch {
    // Storage is closed in some embeds: defaults hold.
  }
  if (lang === 'en') document.documentElement.lang = 'en'
})()
