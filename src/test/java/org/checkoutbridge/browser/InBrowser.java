package org.checkoutbridge.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that need a browser: skipped, with a line that says so, on a machine that has none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InBrowser.WhereThereIsOne.class)
public @interface InBrowser {

    /** Looks for Chromium and its driver. */
    final class WhereThereIsOne implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Browser.program("chromium") != null && Browser.program("chromedriver") != null) {
                return ConditionEvaluationResult.enabled("Chromium is here");
            }
            String reason = "no browser here (apt-get install chromium chromium-driver): " + context.getDisplayName() + " is SKIPPED";
            if (context.getTestMethod().isEmpty()) {
                System.out.println(reason);
            }
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
