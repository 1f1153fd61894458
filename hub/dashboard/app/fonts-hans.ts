// What Simplified and English are set in.
import '@fontsource-variable/noto-sans/wght.css';
import '@fontsource-variable/noto-serif/wght.css';
import '@fontsource-variable/noto-serif-sc/index.css';
import '@fontsource-variable/noto-sans-sc/index.css';
