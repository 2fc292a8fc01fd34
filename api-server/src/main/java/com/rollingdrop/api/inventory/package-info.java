/** What players own. */
@NullMarked
package com.rollingdrop.api.inventory;

import org.jspecify.annotations.NullMarked;
