import express, { type Express, type Response } from 'express'
import { join, sep } from 'node:path'
import { docsFiles, docsPage, docsScript } from '../pages/docsPage.ts'
import { notBuiltPage } from '../pages/notBuiltPage.ts'

/** The three front doors are one page; which one it is, the page reads from its address. */
const doors = ['/', '/wall{/*rest}', '/desk{/*rest}', '/embed{/*rest}']
const yearS = 365 * 24 * 3600

/** Serves the built web app from `webDir` (it may be built while the server runs) and the API browser. */
export function serveWeb(app: Express, webDir: string): void {
  app.get('/api/docs', (_request, response) => sendText(response, 'html', docsPage))
  app.get('/api/docs/start.js', (_request, response) => sendText(response, 'js', docsScript))
  app.get('/api/docs/:file', (request, response, next) => {
    const path = docsFiles[request.params.file]
    if (path === undefined) return next()
    response.sendFile(path, { maxAge: '1d', dotfiles: 'allow' })
  })

  const assets = join(webDir, 'assets') + sep
  app.use(
    express.static(webDir, {
      index: false,
      redirect: false,
      setHeaders: (response, path) => {
        // The build names files in assets/ by their content; all others may change under their name.
        const hashed = path.startsWith(assets)
        response.set('Cache-Control', hashed ? `public, max-age=${yearS}, immutable` : 'no-cache')
      },
    }),
  )
  const sendApp = (response: Response, next: (error: unknown) => void): void => {
    const options = {
      root: webDir,
      headers: { 'Cache-Control': 'no-cache' },
      cacheControl: false,
      dotfiles: 'allow',
    } as const
    response.sendFile('index.html', options, (error) => {
      if (!error || response.headersSent) return
      if (!('status' in error) || error.status !== 404) return next(error)
      sendText(response.status(503), 'html', notBuiltPage)
    })
  }
  app.get(doors, (_request, response, next) => sendApp(response, next))
  app.get('/favicon.ico', (_request, response) => response.redirect(301, '/favicon.svg'))
  // A person who mistyped an address gets a page that says so; programs get problem details.
  app.get(/^\/(?!api\/|socket\.io\/|metrics$|livez$|readyz$|assets\/)/, (request, response, next) => {
    if (!request.headers.accept?.includes('text/html')) return next()
    sendApp(response.status(404), next)
  })
}

function sendText(response: Response, type: string, text: string): void {
  response.set('Cache-Control', 'no-cache').type(type).send(text)
}
