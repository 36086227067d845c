package velox.api.layer1.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks what Bookmap may load. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Layer1SimpleAttachable {}
