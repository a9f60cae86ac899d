package org.checkoutbridge.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What the checks found.
 *
 * @param errors all that is wrong; empty when the order is accepted
 * @param warnings what was left out or not understood, and does no harm
 * @param order the order in one form, in the contract's names
 * @param contentHash equal for orders of the same content, however they were written; null when there are errors
 */
public record OrderVerdict(List<OrderError> errors, List<OrderError> warnings, JsonNode order, String contentHash) {

    @JsonProperty
    public boolean accepted() {
        return errors.isEmpty();
    }
}
