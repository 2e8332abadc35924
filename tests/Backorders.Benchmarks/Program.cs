using Backorders.Benchmarks;

return await CommandLine.Root().Parse(args).InvokeAsync();
