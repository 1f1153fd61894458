// What an installed kiosk is made of: the program in an archive that is checked when it is
// read, and beside it what must be ordinary files: the native module, the screens, the
// exhibition with its pictures and films.
import type { Configuration } from 'electron-builder';

export type PackageFolders = {
  /** A built edition. */
  editionDir: string;
  /** The built screens. */
  rendererDir: string;
  /** A Windows icon of 256 pixels or more. */
  iconFile: string;
  /** Where installers are put. */
  outDir: string;
  /** An unpacked Electron of the platform that is packaged for; without it, it is fetched. */
  electronDir?: string | undefined;
};

// dpkg shows both. Whoever publishes the kiosk puts their own here.
const maintainer = 'Jingzhong maintainers <maintainers@jingzhong.example>';
const homepage = 'https://jingzhong.example/';

/**
 * What goes into the archive. Each platform names all of it: `${platform}` would be the system
 * that packs, and a list of nothing but exceptions would mean everything else.
 */
function programFiles(platform: 'linux' | 'win32'): string[] {
  return [
    'build/electron/main.js',
    'build/electron/pack-child.js',
    'build/electron/export-worker.js',
    // Everything else of node_modules is bundled into main.js or used only to build it.
    '!node_modules/!(better-sqlite3)/**',
    '!node_modules/better-sqlite3/{binding.gyp,deps,src}',
    '!node_modules/better-sqlite3/prebuilds/!(' + platform + '-${arch}.node)',
  ];
}

export function describePackage(folders: PackageFolders): Configuration {
  return {
    appId: 'org.jingzhong.kiosk',
    productName: 'Jingzhong',
    // build/ is the usual place for an installer's own files; here it is what has been built.
    directories: { output: folders.outDir, buildResources: 'electron' },
    ...(folders.electronDir && { electronDist: folders.electronDir }),

    // better-sqlite3 brings a binary for each system, and Node-API needs none made for Electron.
    npmRebuild: false,
    extraMetadata: { homepage, desktopName: 'jingzhong.desktop' },
    asar: { smartUnpack: false },
    // The system loads a native module from a file only.
    asarUnpack: ['**/*.node'],
    extraResources: [
      { from: folders.editionDir, to: 'edition' },
      { from: folders.rendererDir, to: 'renderer' },
      // The fonts of printed reports: of each package the two weights that are used.
      ...['noto-serif-sc', 'noto-serif-tc'].map((name) => ({
        from: `node_modules/@expo-google-fonts/${name}`,
        to: `report-fonts/@expo-google-fonts/${name}`,
        filter: ['*_400Regular.ttf', '*_700Bold.ttf'].map((file) => `*/${file}`),
      })),
      { from: 'licences', to: 'licences' },
      { from: 'LICENSE', to: 'licences/jingzhong.txt' },
      { from: 'THIRD-PARTY.md', to: 'licences/third-party.md' },
      { from: 'build/electron/licences.md', to: 'licences/program.md' },
      { from: 'build/electron/pack-licences.md', to: 'licences/pack.md' },
    ],
    electronLanguages: ['en-US', 'zh-CN', 'zh-TW'],
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      // Read on Windows and macOS; Linux has no such check and ignores it.
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
      // The kiosk sets no cookies, and on Linux this would ask for the desktop's key ring.
      enableCookieEncryption: false,
    },

    linux: {
      target: ['deb'],
      files: programFiles('linux'),
      executableName: 'jingzhong',
      icon: 'renderer/art/seal.svg',
      category: 'Education',
      maintainer,
      syncDesktopName: true,
      desktop: { entry: { Name: 'Jingzhong', 'Name[zh_CN]': '警钟', 'Name[zh_TW]': '警鐘' } },
    },
    // The voices that the exhibition is read aloud with.
    deb: { recommends: ['speech-dispatcher', 'speech-dispatcher-espeak-ng'] },

    win: { target: ['nsis'], files: programFiles('win32'), icon: folders.iconFile },
    nsis: {
      oneClick: true,
      perMachine: true,
      runAfterFinish: false,
      // Visits stay on the machine until somebody removes the folder by hand.
      deleteAppDataOnUninstall: false,
      artifactName: 'jingzhong-${version}-setup.${ext}',
      installerLanguages: ['zh_CN', 'zh_TW', 'en_US'],
    },
  };
}
