import type { NativeFile } from '@fin-gateway/client/client';
import * as ImagePicker from 'expo-image-picker';

/** Takes a photo as a JPEG. @returns undefined if the person cancels */
export async function takePhoto(): Promise<NativeFile | undefined> {
  const { assets } = await ImagePicker.launchCameraAsync({ mediaTypes: 'images', quality: 0.8 });
  return toFile(assets?.[0]);
}

/** Lets the person choose a photo. iOS converts photos from HEIC to JPEG. @returns undefined if the person cancels */
export async function choosePhoto(): Promise<NativeFile | undefined> {
  const { assets } = await ImagePicker.launchImageLibraryAsync({
    mediaTypes: 'images',
    quality: 0.8,
    preferredAssetRepresentationMode: ImagePicker.UIImagePickerPreferredAssetRepresentationMode.Compatible,
  });
  return toFile(assets?.[0]);
}

function toFile(asset: ImagePicker.ImagePickerAsset | undefined): NativeFile | undefined {
  if (!asset) return undefined;
  // The gateway detects the type from the content. React Native needs some name and type.
  return { uri: asset.uri, name: 'photo', type: asset.mimeType ?? 'image/jpeg' };
}
