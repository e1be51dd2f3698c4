import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import { BrowserRouter, Link, Route, Routes } from 'react-router'
import { createQueryClient } from './api/queries.ts'
import { useLanguage, useText } from './i18n/i18n.ts'
import { PageError } from './ui/PageError.tsx'
import { SvgPatterns } from './ui/SvgPatterns.tsx'
import './ui/states.css'

const PublicPage = lazy(() =>
  import('./public/PublicPage.tsx').then((door) => ({ default: door.PublicPage })),
)
const EmbedPage = lazy(() => import('./public/EmbedPage.tsx').then((door) => ({ default: door.EmbedPage })))
const WallPage = lazy(() => import('./wall/WallPage.tsx').then((door) => ({ default: door.WallPage })))
const DeskPage = lazy(() => import('./desk/DeskPage.tsx').then((door) => ({ default: door.DeskPage })))

const queryClient = createQueryClient()

function NotFound() {
  const { t } = useText('common')
  return (
    <main className="ui-state ui-state--page">
      <h1 className="ui-state__title">{t('notFound.title')}</h1>
      <Link to="/">{t('notFound.home')}</Link>
    </main>
  )
}

/** A door whose failure is shown instead of a blank page; walls load themselves again. */
function guarded(door: ReactNode, reloadAfterMs?: number): ReactNode {
  return <PageError {...(reloadAfterMs && { reloadAfterMs })}>{door}</PageError>
}

/** The three front doors; each is loaded only when it is opened. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider locale={useLanguage() === 'vi' ? 'vi-VN' : 'en-GB'}>
        <SvgPatterns />
        <BrowserRouter>
          <Suspense fallback={null}>
            <Routes>
              <Route path="/" element={guarded(<PublicPage />)} />
              <Route path="/embed" element={guarded(<EmbedPage />)} />
              <Route path="/wall/*" element={guarded(<WallPage />, 15_000)} />
              <Route path="/desk/*" element={guarded(<DeskPage />)} />
              <Route path="*" element={<NotFound />} />
            </Routes>
          </Suspense>
        </BrowserRouter>
      </I18nProvider>
    </QueryClientProvider>
  )
}
