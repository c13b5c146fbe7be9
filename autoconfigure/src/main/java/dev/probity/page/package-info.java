/**
 * The page for humans at the endpoint <code>probity</code>.
 */
@NullMarked
package dev.probity.page;

import org.jspecify.annotations.NullMarked;
