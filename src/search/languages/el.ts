import plugin from 'lunr-languages/lunr.el.js';
import { languageOf } from './language.ts';

export default languageOf('el', plugin);
