import { expect, test } from 'vitest'
import { redact } from './redact.ts'

test('neither name nor password stays, plain or percent-encoded', () => {
  const address = 'rtsp://admin:p%40ss@10.0.0.5:554/live'
  const text = `${address}: failed; user admin:p%40ss, password "p@ss"; moved to http://root:other@10.0.0.6/x`
  expect(redact(text, address)).toBe(
    'rtsp://***@10.0.0.5:554/live: failed; user ***, password "***"; moved to http://***@10.0.0.6/x',
  )
})

test('a password with a slash and an @ is covered too', () => {
  const address = 'rtsp://admin:a/b@c@10.0.0.5/live'
  expect(redact(`${address}: Connection refused`, address)).toBe(
    'rtsp://***@10.0.0.5/live: Connection refused',
  )
})

test('an address without credentials stays as it is', () => {
  expect(redact('http://10.0.0.5/a.jpg: 404', 'http://10.0.0.5/a.jpg')).toBe('http://10.0.0.5/a.jpg: 404')
})
