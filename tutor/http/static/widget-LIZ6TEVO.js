import"./chunk-YGE4CDVK.js";
