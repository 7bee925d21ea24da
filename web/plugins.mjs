// Style sheets as text, for the shadow roots.
import { dirname, join, relative, resolve } from "node:path";
import { build } from "esbuild";

/** `import css from "css:./widget.css"` gives the minified text of a style sheet, its imports included. */
const cssText = {
  name: "css-text",
  setup(builder) {
    const here = builder.initialOptions.absWorkingDir;
    builder.onResolve({ filter: /^css:/ }, ({ path, importer }) => ({
      // Names of built files are hashes of paths too: the same in every checkout.
      path: relative(here, resolve(dirname(importer), path.slice("css:".length))),
      namespace: "css-text",
    }));
    builder.onLoad({ filter: /.*/, namespace: "css-text" }, async ({ path }) => {
      const result = await build({ entryPoints: [join(here, path)], bundle: true, minify: true, write: false });
      return { contents: result.outputFiles[0].text.trim(), loader: "text" };
    });
  },
};

export const plugins = [cssText];
