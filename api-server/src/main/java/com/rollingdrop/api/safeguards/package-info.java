/** Limits and pauses that players set for their own protection. */
@NullMarked
package com.rollingdrop.api.safeguards;

import org.jspecify.annotations.NullMarked;
