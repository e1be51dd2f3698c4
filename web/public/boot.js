// Before the first paint: the wall is dark, the other doors light; ?theme= and ?lang= win. Same rules as ui/theme.ts.
;(function () {
  var query = new URLSearchParams(location.search)
  var asked = query.get('theme')
  var theme =
    asked === 'dark' || asked === 'light'
      ? asked
      : location.pathname.indexOf('/wall') === 0
        ? 'dark'
        : 'light'
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
