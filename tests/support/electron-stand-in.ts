// Loaded with `node --import`: the built shell then runs in Node, with the typed fake in
// Electron's place and everything else real. RESOURCES_DIR is what process.resourcesPath says.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron') return next(specifier, context);
    return { url: new URL('./electron-module.ts', import.meta.url).href, shortCircuit: true };
  },
});
Object.defineProperty(process, 'resourcesPath', { value: process.env.RESOURCES_DIR });
