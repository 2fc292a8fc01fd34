/** Reads what the grid holds no more. The one package of this floor that an api-server uses. */
@NullMarked
package com.rollingdrop.persistence.history;

import org.jspecify.annotations.NullMarked;
