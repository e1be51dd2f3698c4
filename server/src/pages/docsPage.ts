import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Folder of the API browser's files, served from this machine: nothing is fetched from elsewhere. */
const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

/** The files of it that the page needs, and where they are. */
export const docsFiles: Readonly<Record<string, string>> = {
  'swagger-ui.css': join(folder, 'swagger-ui.css'),
  'swagger-ui-bundle.js': join(folder, 'swagger-ui-bundle.js'),
}

/** The page of `/api/docs`; its script is a file of its own, because inline scripts are not allowed. */
export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`

export const docsScript = `window.SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#api', deepLinking: true })\n`
