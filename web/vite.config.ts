import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.DEV_SERVER ?? 'http://127.0.0.1:8080'

/** The web app: `vite` serves it in development beside a running server, `vite build` writes web/dist for the server. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: {
    port: 5173,
    proxy: { '/api': server, '/readyz': server, '/socket.io': { target: server, ws: true } },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Fonts and pictures stay files: data: addresses would need a wider content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router)[\\/]/,
              priority: 5,
            },
            { name: 'leaflet', test: /node_modules[\\/]leaflet[\\/]/, priority: 5 },
          ],
        },
      },
    },
  },
})
