/** The same keys with texts of another language. Where Vietnamese has `x_other` (its only plural form),
 *  the other language owes `x_one` as well. A missing or superfluous key does not compile. */
export type Translation<Source> = {
  [Key in keyof Source]: Source[Key] extends string ? string : Translation<Source[Key]>
} & {
  [Key in keyof Source as Key extends `${infer Base}_other` ? `${Base}_one` : never]: string
}
