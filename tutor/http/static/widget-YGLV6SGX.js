import"./chunk-2J4SED6H.js";
