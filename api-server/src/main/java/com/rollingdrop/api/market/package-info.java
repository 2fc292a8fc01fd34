/** The marketplace: items that players sell to each other. */
@NullMarked
package com.rollingdrop.api.market;

import org.jspecify.annotations.NullMarked;
