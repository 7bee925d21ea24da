import"./chunk-77UTKFPR.js";
