/* Places the city's map on another page:
     <script async src="https://THE-CITY/embed.js" data-layer="air,flood" data-lang="vi"></script>
   or, where it stands elsewhere: <div data-city-map data-layer="rain"></div> and the script anywhere.
   Options: data-layer (air rain flood lake cameras), data-lang (vi en), data-lat, data-lon, data-zoom, data-title.
   The frame follows the height that the map asks for; nothing else of the page is read or changed. */
;(function () {
  var script = document.currentScript
  if (!script) return
  var origin = new URL(script.src).origin
  var names = ['layer', 'lang', 'lat', 'lon', 'zoom', 'theme']
  var titles = {
    vi: 'Bản đồ môi trường và ngập úng Hà Nội',
    en: 'Environment and flood map of Hanoi',
  }
  var frames = []

  function place(host, append) {
    var query = new URLSearchParams()
    names.forEach(function (name) {
      if (host.dataset[name]) query.set(name, host.dataset[name])
    })
    var frame = document.createElement('iframe')
    frame.src = origin + '/embed' + (query.size === 0 ? '' : '?' + query)
    frame.title = host.dataset.title || titles[host.dataset.lang] || titles.vi
    frame.loading = 'lazy'
    frame.allow = 'fullscreen; geolocation'
    frame.style.cssText = 'display:block;width:100%;height:460px;border:0'
    frames.push(frame)
    if (append) host.appendChild(frame)
    else host.parentNode.insertBefore(frame, host.nextSibling)
  }

  window.addEventListener('message', function (event) {
    if (event.origin !== origin) return
    var message = event.data
    if (!message || message.type !== 'city-map-height') return
    var height = Number(message.height)
    if (!(height >= 200 && height <= 2000)) return
    frames.forEach(function (frame) {
      if (frame.contentWindow === event.source) frame.style.height = Math.ceil(height) + 'px'
    })
  })

  function start() {
    var hosts = document.querySelectorAll('[data-city-map]:not([data-city-map="placed"])')
    if (hosts.length === 0) {
      place(script, false)
      return
    }
    hosts.forEach(function (host) {
      host.setAttribute('data-city-map', 'placed')
      place(host, true)
    })
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
  else start()
})()
