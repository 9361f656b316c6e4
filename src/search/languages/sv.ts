import plugin from 'lunr-languages/lunr.sv.js';
import { languageOf } from './language.ts';

export default languageOf('sv', plugin);
