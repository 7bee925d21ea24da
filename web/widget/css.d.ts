/** The minified text of a style sheet (see plugins.mjs). */
declare module "css:*" {
  const text: string;
  export default text;
}
