import"./chunk-A2EILCD2.js";
