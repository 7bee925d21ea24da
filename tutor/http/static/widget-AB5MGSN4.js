import"./chunk-CPJDU6UZ.js";
