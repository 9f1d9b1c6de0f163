import { subscribe } from './album.js';
import { listenControls, showControls } from './controls.js';
import { toast } from './dom.js';
import { listenExport } from './export.js';
import { listenGrid, showGrid } from './grid.js';
import { takeImages } from './intake.js';
import { addImages } from './classifying.js';
import { listenLoupe } from './loupe.js';
import { listenModels, loadModels } from './models.js';
import { listenStage, showStage } from './stage.js';
import { listenTheme } from './theme.js';

listenTheme();
listenControls();
listenStage();
listenLoupe();
listenGrid();
listenExport();
listenModels();
subscribe(showControls);
subscribe(showStage);
subscribe(showGrid);

try {
  await loadModels();
  takeImages(addImages);
} catch (error) {
  toast(error.message);
}
