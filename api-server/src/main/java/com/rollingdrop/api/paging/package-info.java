/** Pages of lists: limits and opaque cursors. */
@NullMarked
package com.rollingdrop.api.paging;

import org.jspecify.annotations.NullMarked;
