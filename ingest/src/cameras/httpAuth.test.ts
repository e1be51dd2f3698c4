import { expect, test } from 'vitest'
import { authorizationFor } from './httpAuth.ts'

/* The worked example of RFC 7616, section 3.9.1. */
const mufasa = { username: 'Mufasa', password: 'Circle of Life' }
const uri = '/dir/index.html'
const clientNonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ'
const rest =
  'qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
const md5 = `Digest realm="http-auth@example.org", algorithm=MD5, ${rest}`
const sha256 = `Digest realm="http-auth@example.org", algorithm=SHA-256, ${rest}`

test('MD5 answers as the RFC computes it', () => {
  const answer = authorizationFor([md5], mufasa, uri, clientNonce)
  expect(answer).toContain('response="8ca523f5e9506fed4657c9700eebdbec"')
  expect(answer).toContain('opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"')
})

test('SHA-256 comes first, also within one header', () => {
  const response = 'response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"'
  expect(authorizationFor([md5, sha256], mufasa, uri, clientNonce)).toContain(response)
  expect(authorizationFor([`${md5}, ${sha256}`], mufasa, uri, clientNonce)).toContain(response)
})

/* RFC 7617, section 2. */
test('Basic answers where nothing better is offered', () => {
  const aladdin = { username: 'Aladdin', password: 'open sesame' }
  expect(authorizationFor(['Basic realm="WallyWorld"'], aladdin, '/', 'x')).toBe(
    'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
  )
  expect(authorizationFor(['Basic realm="x"', md5], mufasa, uri, clientNonce)).toMatch(/^Digest /)
})

test('a scheme that is not known has no answer', () => {
  expect(authorizationFor(['Bearer realm="x"'], mufasa, '/', 'x')).toBeUndefined()
  expect(authorizationFor([], mufasa, '/', 'x')).toBeUndefined()
})
