import"./chunk-O2QJQJ6O.js";
