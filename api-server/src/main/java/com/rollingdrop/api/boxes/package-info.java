/** The catalogue and the published odds, readable by everybody. */
@NullMarked
package com.rollingdrop.api.boxes;

import org.jspecify.annotations.NullMarked;
