import"./chunk-CETGGP2J.js";
