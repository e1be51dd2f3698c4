/** Shown in place of the web app while it has not been built. */
export const notBuiltPage = `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Chưa dựng giao diện</title></head>
<body>
<h1>Giao diện chưa được dựng</h1>
<p>Máy chủ đang chạy. Hãy dựng giao diện bằng <code>npm run build</code> rồi tải lại trang này.</p>
<h1 lang="en">The web app is not built yet</h1>
<p lang="en">The server is running. Build the app with <code>npm run build</code>, then reload this page.
The API is described at <a href="/api/docs">/api/docs</a>.</p>
</body>
</html>
`
