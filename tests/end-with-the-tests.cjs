// Required before a server that the tests start: it ends with them, however they end.
process.stdin.resume().on('end', () => process.exit());
