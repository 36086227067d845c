package velox.api.layer1.annotations;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The name in Bookmap's windows. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Layer1StrategyName {
    /** The name. */
    String value();
}
