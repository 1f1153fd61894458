// What Traditional is set in.
import '@fontsource-variable/noto-serif-tc/index.css';
import '@fontsource-variable/noto-sans-tc/index.css';
