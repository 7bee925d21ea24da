import"./chunk-Y4CC7EFR.js";
