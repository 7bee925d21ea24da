import"./chunk-Z6KAZRP2.js";
