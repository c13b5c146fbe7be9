/**
 * What becomes of a container, told where Kubernetes and the next process look for it:
 * last words, the ledger of its ends, restarts that did not help.
 */
@NullMarked
package dev.probity.kubernetes;

import org.jspecify.annotations.NullMarked;
