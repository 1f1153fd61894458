// The thread in which an installed kiosk writes exports; see kiosk/exports/export-worker.ts.
import '../kiosk/exports/export-worker.ts';
