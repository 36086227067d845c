package velox.api.layer1.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks what may send orders, once the user allows it. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Layer1TradingStrategy {}
