package velox.api.layer1.simplified;

/** What happened shortly before. */
public class InitialState {}
