import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

/**
 * Puts script and styles into the page, so that it is one file that needs nothing else, and lets the browser run these and nothing else: the Content Security
 * Policy names them by their SHA-256. Connections go to where the page comes from only.
 */
function singleFile(): Plugin {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const license = readFileSync(new URL('node_modules/uplot/LICENSE', import.meta.url), 'utf8').replace(/\r/g, '').trim();
  return {
    name: 'sidetap-single-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('There is no index.html among what was built.');
      let script = '';
      let style = '';
      for (const [name, part] of Object.entries(bundle)) {
        if (part === page) continue;
        if (part.type === 'chunk') script += part.code;
        else if (name.endsWith('.css')) style += part.source;
        else throw new Error(`${name} can't be put into the page.`);
        delete bundle[name];
      }
      // Inside a script element neither of these may stand.
      script = `\n${script.trim().replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--')}\n`;
      style = `\n${style.trim()}\n`;
      const policy = ["default-src 'none'", `script-src ${hash(script)}`, `style-src ${hash(style)}`, "connect-src 'self'", 'img-src data:', "base-uri 'none'", "form-action 'none'"].join('; ');
      const html = String(page.source)
        .replace(/\s*<script[^>]*src=[^>]*><\/script>/g, '')
        .replace(/\s*<link[^>]*rel="stylesheet"[^>]*>/g, '')
        .replace('<!doctype html>', () => `<!doctype html>\n<!-- Made by npm run build in tools/console; don't edit. The plots are uPlot's:\n${license}\n-->`)
        .replace('<meta charset="utf-8" />', () => `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
        .replace('  </head>', () => `    <style>${style}</style>\n  </head>`)
        .replace('  </body>', () => `    <script type="module">${script}</script>\n  </body>`);
      page.source = html.trimEnd() + '\n';
    },
  };
}

export default defineConfig({
  plugins: [singleFile()],
  build: { target: 'es2022', modulePreload: false, assetsInlineLimit: 0, cssCodeSplit: false, reportCompressedSize: false, sourcemap: false },
});
