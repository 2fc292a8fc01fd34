/** The one place that knows Ignite: the client node, its health, its failures. */
@NullMarked
package com.rollingdrop.api.grid;

import org.jspecify.annotations.NullMarked;
