import '@fontsource-variable/noto-serif-tc/index.css';
import '@fontsource-variable/noto-sans-tc/index.css';
