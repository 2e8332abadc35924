namespace Backorders.Pipeline.Ports;

/// <summary>A cursor that another store gave: whoever has it begins anew without one.</summary>
public sealed class ForeignCursorException() : Exception("This is not a cursor of this store.");
