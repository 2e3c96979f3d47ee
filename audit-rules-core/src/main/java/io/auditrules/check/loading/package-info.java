/** What passes admission and keeps the ruler from loading rules, those of all tenants at times. */
@NullMarked
package io.auditrules.check.loading;

import org.jspecify.annotations.NullMarked;
